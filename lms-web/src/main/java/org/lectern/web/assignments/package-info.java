/** Who teaches what, and how much. */
package org.lectern.web.assignments;
