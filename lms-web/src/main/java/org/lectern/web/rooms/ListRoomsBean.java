package org.lectern.web.rooms;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.shared.Page;
import org.lectern.timetable.RoomService;
import org.lectern.web.shell.ListBean;

/** The rooms by code, for {@code /admin/rooms/list.xhtml}. */
@Named
@ViewScoped
public class ListRoomsBean extends ListBean<RoomService.View> {

    private static final long serialVersionUID = 1L;

    @Inject
    private RoomService roomService;

    @Override
    protected Page<RoomService.View> read(String after) {
        return roomService.list(getSearch(), getStatus(), null, after);
    }
}
