/** One search over people, groups, sections, courses and rooms. */
package org.lectern.search;
