package org.lectern.grades;

import java.time.LocalDate;
import java.util.List;

/**
 * What is printed of a student.
 *
 * @param studentId the student
 * @param name to call the student by
 * @param identifier the school's own number; null for none
 * @param birthDate null when it is not known
 * @param group codes of the groups the student is in; empty for none
 * @param lines by session and section
 */
record Report(
        long studentId, String name, String identifier, LocalDate birthDate, String group, List<ReportLine> lines) {}
