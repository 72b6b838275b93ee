/// Page objects: the screens as people know them, over the `data-test` names that
/// `frontend/mail/README.md` lists.
package org.darkmail.journeys.pages;
