/** What every page of the console stands in: signing in and out, the frame, light and dark, messages, times. */
package org.lectern.web.shell;
