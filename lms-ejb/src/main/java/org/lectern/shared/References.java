package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lectern.shared.Problem.FieldError;

/**
 * Keeps anything from being deleted that something refers to, and says what that is. A reference that is made at the same
 * moment is kept by the foreign key.
 */
@ApplicationScoped
public class References {

    private Statements statements;

    /** For the container. */
    protected References() {}

    @Inject
    References(Statements statements) {
        this.statements = statements;
    }

    /**
     * Things that may refer to another.
     *
     * @param kind what they are called in the plural, in kebab-case as addresses have it, for example {@code sections}
     * @param one what one is called, for example {@code section}
     * @param many what several are called
     * @param from table and condition, with one {@code ?} for the id referred to, for example
     *     {@code section where course_id = ?}
     */
    public record Kind(String kind, String one, String many, String from) {

        /** Those whose plural has an s and no blank. */
        public static Kind of(String one, String from) {
            return new Kind(one.replace(' ', '-') + "s", one, one + "s", from);
        }
    }

    /**
     * Requires that nothing refers to something.
     *
     * @param id the thing
     * @param kinds what may refer to it
     * @throws Problem of type STILL_IN_USE with the count of each kind that does
     */
    public void requireNone(long id, List<Kind> kinds) {
        var found = count(id, kinds);
        if (!found.isEmpty()) {
            throw new Problem(
                    ProblemType.STILL_IN_USE,
                    found.stream().map(FieldError::message).collect(Collectors.joining(", ", "It is used by ", "."))
                            + " End it instead, or change those first.",
                    found);
        }
    }

    /**
     * What refers to something.
     *
     * @param id the thing
     * @param kinds what may refer to it
     * @return for each kind that does its name, and how many there are in words, such as {@code 12 sections}
     */
    public List<FieldError> count(long id, List<Kind> kinds) {
        var sql = kinds.stream()
                .map(kind -> "(select count(*) from " + kind.from + ")")
                .collect(Collectors.joining(", ", "select ", ""));
        return statements
                .find(
                        sql,
                        row -> {
                            List<FieldError> found = new ArrayList<>();
                            for (int i = 0; i < kinds.size(); i++) {
                                long count = row.getLong(i + 1);
                                if (count > 0) {
                                    var kind = kinds.get(i);
                                    found.add(new FieldError(
                                            kind.kind, count + " " + (count == 1 ? kind.one : kind.many)));
                                }
                            }
                            return found;
                        },
                        kinds.stream().map(kind -> (Object) id).toArray())
                .orElseThrow();
    }
}
