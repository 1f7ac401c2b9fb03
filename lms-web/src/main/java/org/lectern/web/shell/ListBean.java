package org.lectern.web.shell;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/**
 * A list that is narrowed while somebody types and read page by page, for pages on {@code templates/list.xhtml}.
 *
 * @param <T> a row
 */
public abstract class ListBean<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Where the pages before this one began; an empty text stands for the first. */
    private final Deque<String> before = new ArrayDeque<>();

    private String search;
    private LifeStatus status = LifeStatus.ACTIVE;
    private String place;
    private transient Page<T> page;

    /**
     * Reads a page.
     *
     * @param after where it begins; null for the first
     */
    protected abstract Page<T> read(String after);

    /** Whether more than search and status narrows the list. */
    protected boolean isFiltered() {
        return false;
    }

    /** Goes back to the first page, because what is looked for has changed. */
    public void narrow() {
        before.clear();
        place = null;
        page = null;
    }

    /** Shows the rows that follow. */
    public void forward() {
        if (page().next() != null) {
            before.push(place == null ? "" : place);
            place = page().next();
            page = null;
        }
    }

    /** Shows the rows before. */
    public void back() {
        if (!before.isEmpty()) {
            var earlier = before.pop();
            place = earlier.isEmpty() ? null : earlier;
            page = null;
        }
    }

    /** Reads the same page again, because what it shows may have changed. */
    protected void again() {
        page = null;
    }

    private Page<T> page() {
        if (page == null) {
            page = read(place);
        }
        return page;
    }

    /** The rows of this page. */
    public List<T> getRows() {
        return page().items();
    }

    /** Whether there are more. */
    public boolean isMore() {
        return page().next() != null;
    }

    /** Whether there are rows before. */
    public boolean isEarlier() {
        return !before.isEmpty();
    }

    /** Whether anything narrows the list. */
    public boolean isNarrowed() {
        return search != null && !search.isBlank() || status != LifeStatus.ACTIVE || isFiltered();
    }

    /** What was typed. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }

    /** Whether to show what is used or what has ended. */
    public LifeStatus getStatus() {
        return status;
    }

    /** Takes the status to show. */
    public void setStatus(LifeStatus status) {
        this.status = status == null ? LifeStatus.ACTIVE : status;
    }

    /** What can be chosen as status. */
    public LifeStatus[] getStatuses() {
        return LifeStatus.values();
    }
}
