package org.lectern.groups;

/**
 * A group has other parts than before; fired in the transaction that changed it.
 *
 * @param groupId the group
 */
public record GroupPartsChanged(long groupId) {}
