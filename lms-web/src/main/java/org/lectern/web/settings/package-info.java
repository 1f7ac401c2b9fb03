/** What the school sets. */
package org.lectern.web.settings;
