package org.lectern.web.rooms;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.shared.ExpectedVersion;
import org.lectern.timetable.RoomFacts;
import org.lectern.timetable.RoomService;
import org.lectern.web.shell.EditBean;

/** Adds a room, or changes one, for {@code /admin/rooms/edit.xhtml}. */
@Named
@ViewScoped
public class EditRoomBean extends EditBean<RoomFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private RoomService roomService;

    /** An empty form. */
    public EditRoomBean() {
        super(RoomFacts.class, "room");
    }

    @Override
    protected Record get(long key) {
        return roomService.get(key);
    }

    @Override
    protected long create(RoomFacts typed) {
        return roomService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, RoomFacts typed) {
        roomService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        roomService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((RoomService.View) one).code();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/rooms/list.xhtml";
    }

    @Override
    protected String pageWithout() {
        return "/admin/rooms/list.xhtml";
    }
}
