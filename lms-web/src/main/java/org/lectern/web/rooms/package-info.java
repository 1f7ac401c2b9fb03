/** Where lessons are: pages under {@code /admin/rooms/}. */
package org.lectern.web.rooms;
