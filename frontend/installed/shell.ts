/** The page that starts without a network: the same application, and no server's page around it. */
import '../mail/darkmail-app.js';

document.querySelector('#outlet')?.append(document.createElement('darkmail-app'));
