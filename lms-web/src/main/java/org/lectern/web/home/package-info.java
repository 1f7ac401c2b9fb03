/** The first page of the console. */
package org.lectern.web.home;
