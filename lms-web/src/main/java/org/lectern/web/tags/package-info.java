/** What pages are written with: the icon component and the functions of the tag library {@code l}. */
package org.lectern.web.tags;
