/// The stage that journeys, attacks and the bench play on: two federated instances ({@link
/// org.darkmail.journeys.stage.Pair}) and people at browsers ({@link
/// org.darkmail.journeys.stage.Person}).
package org.darkmail.journeys.stage;
