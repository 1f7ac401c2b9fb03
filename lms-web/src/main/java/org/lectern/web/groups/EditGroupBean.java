package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.lectern.groups.GroupKind;
import org.lectern.groups.GroupService;
import org.lectern.groups.StudentGroupFacts;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.EditBean;

/** Adds a student group, or changes one, for {@code /admin/groups/edit.xhtml}. */
@Named
@ViewScoped
public class EditGroupBean extends EditBean<StudentGroupFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private GroupService groupService;

    /** An empty form. */
    public EditGroupBean() {
        super(StudentGroupFacts.class, "group");
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        fresh.put("kind", GroupKind.FORM);
    }

    @Override
    protected Record get(long key) {
        return groupService.get(key);
    }

    @Override
    protected long create(StudentGroupFacts typed) {
        return groupService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, StudentGroupFacts typed) {
        groupService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        groupService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((GroupService.View) one).code();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/groups/group.xhtml?id=" + key;
    }

    @Override
    protected String pageWithout() {
        return "/admin/groups/list.xhtml";
    }

    /** What can be chosen as kind. */
    public GroupKind[] getKinds() {
        return GroupKind.values();
    }
}
