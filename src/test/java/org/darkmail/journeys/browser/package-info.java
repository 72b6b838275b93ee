/// One real browser: Chromium driven by Selenium, everything it sends on record.
package org.darkmail.journeys.browser;
