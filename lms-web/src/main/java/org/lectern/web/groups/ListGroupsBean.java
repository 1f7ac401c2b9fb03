package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.groups.GroupKind;
import org.lectern.groups.GroupService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The groups by code, for {@code /admin/groups/list.xhtml}. */
@Named
@ViewScoped
public class ListGroupsBean extends ListBean<GroupService.View> {

    private static final long serialVersionUID = 1L;

    @Inject
    private GroupService groupService;

    private GroupKind kind;

    @Override
    protected Page<GroupService.View> read(String after) {
        return groupService.list(getSearch(), kind, null, getStatus(), null, after);
    }

    @Override
    protected boolean isFiltered() {
        return kind != null;
    }

    /** What can be chosen as kind. */
    public GroupKind[] getKinds() {
        return GroupKind.values();
    }

    /** The kind to show; null for any. */
    public GroupKind getKind() {
        return kind;
    }

    /** Takes the kind to show. */
    public void setKind(GroupKind kind) {
        this.kind = kind;
    }
}
