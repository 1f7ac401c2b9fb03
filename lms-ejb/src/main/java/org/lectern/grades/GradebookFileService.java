package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lectern.grades.GradeSheets.Cell;
import org.lectern.grades.GradeSheets.Student;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/**
 * A section's gradebook as a table to work on elsewhere, and back. A row is a student, a column an item or the feedback on
 * it; the last column keeps the versions of the grades, so that whoever brings the table back is told of what others have
 * changed since.
 */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class GradebookFileService {

    private static final String STUDENT = "Student";
    private static final String NAME = "Name";
    private static final String IDENTIFIER = "Number";
    private static final String GRADE = "Grade";
    private static final String VERSIONS = "Versions (leave as they are)";
    private static final String FEEDBACK = "Feedback: ";
    private static final Pattern ITEM = Pattern.compile(".*\\[(\\d{1,18})\\](?: of [\\d.]+)?", Pattern.DOTALL);
    private static final int MOST_CHANGES = 1000;

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private GradeWriter writer;

    /**
     * The gradebook as CSV.
     *
     * @param sectionId a section that the caller teaches
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    public GradebookFile csv(long sectionId) {
        var rules = grading.rules(sectionId);
        return new GradebookFile(name(rules, "csv"), GradeTable.csv(table(rules)));
    }

    /**
     * The gradebook as XLSX.
     *
     * @param sectionId a section that the caller teaches
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    public GradebookFile xlsx(long sectionId) {
        var rules = grading.rules(sectionId);
        return new GradebookFile(name(rules, "xlsx"), GradeTable.xlsx("Gradebook", table(rules)));
    }

    private static String name(SectionRules rules, String extension) {
        return "gradebook-" + rules.section().code().replaceAll("[^A-Za-z0-9.-]+", "-") + "." + extension;
    }

    private List<List<String>> table(SectionRules rules) {
        long sectionId = rules.section().id();
        var cells = sheets.cells(sectionId);
        Set<Long> commented = new HashSet<>();
        cells.values()
                .forEach(own -> own.values().stream()
                        .filter(cell -> cell.feedback() != null)
                        .forEach(cell -> commented.add(cell.itemId())));
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(STUDENT, NAME, IDENTIFIER));
        for (var item : rules.items()) {
            header.add(
                    item.title() + " [" + item.id() + "] of " + item.maximum().toPlainString());
            if (commented.contains(item.id())) {
                header.add(FEEDBACK + item.title() + " [" + item.id() + "]");
            }
        }
        header.add(GRADE);
        header.add(VERSIONS);
        rows.add(header);
        var fixed = sheets.fixed(sectionId, null);
        var calculation = rules.calculation(null, false);
        for (var student : sheets.students(sectionId)) {
            var own = cells.getOrDefault(student.id(), Map.of());
            List<String> row = new ArrayList<>(header.size());
            row.add(Long.toString(student.id()));
            row.add(student.name());
            row.add(student.identifier() == null ? "" : student.identifier());
            var versions = new StringBuilder();
            for (var item : rules.items()) {
                var cell = own.get(item.id());
                row.add(GradeText.write(cell == null ? null : cell.mark()));
                if (commented.contains(item.id())) {
                    row.add(cell == null || cell.feedback() == null ? "" : cell.feedback());
                }
                if (cell != null) {
                    versions.append(versions.length() == 0 ? "" : " ")
                            .append(item.id())
                            .append(':')
                            .append(cell.version());
                }
            }
            var figure = FinalFigure.of(
                    calculation.trace(GradebookService.marks(own)),
                    fixed.get(student.id()),
                    false,
                    false,
                    rules.scale());
            row.add(figure.percent() == null ? "" : figure.percent().toPlainString());
            row.add("v " + versions);
            rows.add(row);
        }
        return rows;
    }

    /** What the header of a file says. */
    private record Columns(int student, int versions, Map<Integer, Long> items, Map<Long, Integer> feedback) {}

    /** A cell of a file that differs from the gradebook. */
    private record Difference(ImportedGrades.Change change, GradeEntries.Cell cell, String column) {}

    /**
     * Takes a table back that was exported here, perhaps changed: all of it, or nothing. Items that have no column, and
     * students who have no row, stay as they are; an empty cell takes the grade away. Feedback stays where its column is
     * left out.
     *
     * @param sectionId a section that the caller teaches
     * @param content the file
     * @param workbook whether it is XLSX, not CSV
     * @param dryRun whether to tell what would change and change nothing
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION when the file is no such table,
     *     GRADES_REFUSED with what is wrong by row and column, STALE_VERSION with the grades that somebody else has changed
     *     since the table was exported
     */
    public ImportedGrades take(long sectionId, byte[] content, boolean workbook, boolean dryRun) {
        grading.holdPeriods();
        var rules = grading.rules(sectionId);
        var rows = workbook ? GradeTable.readXlsx(content) : GradeTable.readCsv(content);
        if (rows.isEmpty()) {
            throw Problem.ofField(ProblemType.VALIDATION, "file", "The file is empty.");
        }
        Map<Long, ItemDetails> items =
                rules.items().stream().collect(Collectors.toMap(ItemDetails::id, Function.identity()));
        Map<Long, Student> students =
                sheets.students(sectionId).stream().collect(Collectors.toMap(Student::id, Function.identity()));
        var columns = columns(rows.get(0), items);
        var cells = sheets.cells(sectionId);
        List<FieldError> faults = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        int read = 0;
        for (int r = 1; r < rows.size(); r++) {
            var row = rows.get(r);
            if (row.stream().allMatch(String::isBlank)) {
                continue;
            }
            var student = student(row, columns, students);
            if (student == null || !seen.add(student.id())) {
                faults.add(new FieldError(
                        "row " + (r + 1) + ", " + STUDENT,
                        student == null
                                ? "There is no student " + value(row, columns.student) + " in this section."
                                : "The student is there twice."));
                continue;
            }
            read += columns.items.size();
            compare(
                    r + 1,
                    row,
                    rows.get(0),
                    columns,
                    student,
                    items,
                    cells.getOrDefault(student.id(), Map.of()),
                    faults,
                    differences);
        }
        refuse(faults);
        write(rules, differences, dryRun);
        return new ImportedGrades(
                dryRun,
                read,
                differences.size(),
                differences.stream().limit(MOST_CHANGES).map(Difference::change).toList());
    }

    private static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(
                    ProblemType.GRADES_REFUSED,
                    faults.size() == 1
                            ? faults.get(0).message()
                            : faults.size() + " cells cannot be taken; nothing was written.",
                    faults.subList(0, Math.min(MOST_CHANGES, faults.size())));
        }
    }

    /** Faults name the cell by its place in the file. */
    private void write(SectionRules rules, List<Difference> differences, boolean dryRun) {
        if (differences.isEmpty()) {
            return;
        }
        try {
            writer.write(
                    rules,
                    new GradeEntries(differences.stream().map(Difference::cell).toList()),
                    "cells",
                    dryRun ? GradeWriter.Mode.CHECK : GradeWriter.Mode.TELL);
        } catch (Problem problem) {
            throw new Problem(
                    problem.type(),
                    problem.getMessage(),
                    problem.errors().stream()
                            .map(error -> new FieldError(place(error.field(), differences), error.message()))
                            .toList());
        }
    }

    private static final Pattern CELL = Pattern.compile("cells\\[(\\d+)\\].*");

    private static String place(String field, List<Difference> differences) {
        var matcher = CELL.matcher(field);
        return matcher.matches() ? differences.get(Integer.parseInt(matcher.group(1))).column : field;
    }

    private static Columns columns(List<String> header, Map<Long, ItemDetails> items) {
        Map<Integer, Long> byColumn = new LinkedHashMap<>();
        Map<Long, Integer> feedback = new HashMap<>();
        List<FieldError> faults = new ArrayList<>();
        for (int c = 0; c < header.size(); c++) {
            var matcher = ITEM.matcher(header.get(c));
            if (!matcher.matches()) {
                continue;
            }
            long itemId = Long.parseLong(matcher.group(1));
            boolean words = header.get(c).startsWith(FEEDBACK);
            if (!items.containsKey(itemId)) {
                faults.add(new FieldError(header.get(c), "The section has no item " + itemId + "."));
            } else if (words ? feedback.put(itemId, c) != null : byColumn.containsValue(itemId)) {
                faults.add(new FieldError(header.get(c), "The column is there twice."));
            } else if (!words) {
                byColumn.put(c, itemId);
            }
        }
        int student = header.indexOf(STUDENT);
        if (student < 0) {
            faults.add(new FieldError(STUDENT, "There is no column " + STUDENT + "."));
        }
        if (byColumn.isEmpty() && faults.isEmpty()) {
            faults.add(new FieldError("file", "No column has the number of an item in brackets, as in Test [99]."));
        }
        if (!faults.isEmpty()) {
            throw new Problem(ProblemType.GRADES_REFUSED, faults.get(0).message(), faults);
        }
        return new Columns(student, header.indexOf(VERSIONS), byColumn, feedback);
    }

    private static Student student(List<String> row, Columns columns, Map<Long, Student> students) {
        var text = value(row, columns.student).strip();
        return text.matches("\\d{1,18}") ? students.get(Long.parseLong(text)) : null;
    }

    private static String value(List<String> row, Integer column) {
        return column == null || column < 0 || column >= row.size() ? "" : row.get(column);
    }

    private static void compare(
            int number,
            List<String> row,
            List<String> header,
            Columns columns,
            Student student,
            Map<Long, ItemDetails> items,
            Map<Long, Cell> own,
            List<FieldError> faults,
            List<Difference> differences) {
        var versions = columns.versions < 0 ? null : versions(value(row, columns.versions));
        columns.items.forEach((column, itemId) -> {
            var cell = own.get(itemId);
            var place = "row " + number + ", " + header.get(column);
            var read = GradeText.read(value(row, column));
            if (read.isEmpty()) {
                faults.add(new FieldError(
                        place,
                        "\"" + value(row, column) + "\" is no grade; write points, missing, excused or 12 late 2."));
                return;
            }
            var feedbackBefore = cell == null ? null : cell.feedback();
            var feedbackColumn = columns.feedback.get(itemId);
            var words = value(row, feedbackColumn);
            var feedbackAfter = feedbackColumn == null ? feedbackBefore : words.isBlank() ? null : words;
            var before = GradeText.write(cell == null ? null : cell.mark());
            var after = GradeText.write(read.get());
            if (before.equals(after) && Objects.equals(feedbackBefore, feedbackAfter)) {
                return;
            }
            var mark = read.get();
            var version = versions != null ? versions.get(itemId) : cell == null ? null : (Integer) cell.version();
            differences.add(new Difference(
                    new ImportedGrades.Change(
                            number,
                            student.id(),
                            student.name(),
                            itemId,
                            items.get(itemId).title(),
                            before,
                            after,
                            feedbackBefore,
                            feedbackAfter),
                    new GradeEntries.Cell(
                            itemId,
                            student.id(),
                            mark.points(),
                            mark.points() == null && mark.status() == GradeStatus.NOT_SUBMITTED && !mark.late()
                                    ? null
                                    : mark.status(),
                            mark.late(),
                            mark.daysLate(),
                            feedbackAfter == null ? "" : feedbackAfter,
                            version),
                    place));
        });
    }

    private static Map<Long, Integer> versions(String text) {
        Map<Long, Integer> versions = new HashMap<>();
        for (var part :
                text.toLowerCase(Locale.ROOT).replaceFirst("^v", "").strip().split("\\s+")) {
            if (part.matches("\\d{1,18}:\\d{1,9}")) {
                int colon = part.indexOf(':');
                versions.put(Long.valueOf(part.substring(0, colon)), Integer.valueOf(part.substring(colon + 1)));
            }
        }
        return versions;
    }
}
