/** The people the school knows: pages under {@code /admin/people/}. */
package org.lectern.web.people;
