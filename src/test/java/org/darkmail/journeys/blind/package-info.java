/// Looking for what must not be there: canaries in every encoding, in everything that a server
/// holds or a browser sends.
package org.darkmail.journeys.blind;
