package org.lectern.web.schedule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** What an address says of a weekly slot that is to be added, for {@code /admin/schedule/slot.xhtml}. */
@Named
@RequestScoped
public class SlotWish {

    private Long section;
    private Integer weekday;
    private String from;
    private String until;
    private Long room;

    /** When it begins; null when the address says no time. */
    public LocalTime begin() {
        return time(from);
    }

    /** When it ends; null when the address says no time. */
    public LocalTime end() {
        return time(until);
    }

    /** An address may say anything. */
    private static LocalTime time(String text) {
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** The section of a new slot; null when none is said. */
    public Long getSection() {
        return section;
    }

    /** Takes the section of a new slot. */
    public void setSection(Long section) {
        this.section = section;
    }

    /** The weekday of a new slot; null for Monday. */
    public Integer getWeekday() {
        return weekday;
    }

    /** Takes the weekday of a new slot. */
    public void setWeekday(Integer weekday) {
        this.weekday = weekday;
    }

    /** When a new slot begins; null when it is not said. */
    public String getFrom() {
        return from;
    }

    /** Takes when a new slot begins. */
    public void setFrom(String from) {
        this.from = from;
    }

    /** When a new slot ends; null when it is not said. */
    public String getUntil() {
        return until;
    }

    /** Takes when a new slot ends. */
    public void setUntil(String until) {
        this.until = until;
    }

    /** The room of a new slot; null when none is said. */
    public Long getRoom() {
        return room;
    }

    /** Takes the room of a new slot. */
    public void setRoom(Long room) {
        this.room = room;
    }
}
