package org.lectern.web.shell;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds things while somebody types, and keeps those that were chosen, for the tag {@code l:pick}. */
public class Picker implements Serializable {

    /** How many are shown; whoever sees none of them types another letter. */
    public static final int MOST = 8;

    private static final long serialVersionUID = 1L;

    private final Source source;
    private final Map<Long, Choice> chosen = new LinkedHashMap<>();
    private String search;
    private List<Choice> matches = List.of();

    /**
     * Something to choose.
     *
     * @param id which
     * @param name what it is called
     * @param detail tells it from others of that name; may be null
     */
    public record Choice(long id, String name, String detail) implements Serializable {

        /** The id as text, for fields that hold text. */
        public String key() {
            return Long.toString(id);
        }
    }

    /** Finds what fits. */
    @FunctionalInterface
    public interface Source extends Serializable {

        /**
         * @param search words, not blank
         * @return the first of those that fit
         */
        List<Choice> find(String search);
    }

    /** @param source where things are found */
    public Picker(Source source) {
        this.source = source;
    }

    /** Finds what fits to what was typed. */
    public void find() {
        matches = search == null || search.isBlank()
                ? List.of()
                : source.find(search).stream()
                        .filter(match -> !chosen.containsKey(match.id))
                        .toList();
    }

    /** Chooses one. */
    public void choose(Choice match) {
        chosen.put(match.id, match);
        search = null;
        matches = List.of();
    }

    /** Chooses it no more. */
    public void drop(Choice choice) {
        chosen.remove(choice.id);
    }

    /** Chooses only these. */
    public void chooseOnly(List<Choice> several) {
        chosen.clear();
        choose(several);
    }

    /** Chooses several. */
    public void choose(List<Choice> several) {
        several.forEach(each -> chosen.put(each.id, each));
    }

    /** What was chosen. */
    public List<Choice> getChosen() {
        return List.copyOf(chosen.values());
    }

    /** Which were chosen. */
    public List<Long> ids() {
        return new ArrayList<>(chosen.keySet());
    }

    /** What fits and was not chosen yet. */
    public List<Choice> getMatches() {
        return matches;
    }

    /** Whether nothing fits to what was typed. */
    public boolean isNothing() {
        return matches.isEmpty() && search != null && !search.isBlank();
    }

    /** What was typed. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }
}
