package org.lectern.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a OneRoster CSV set that Lectern reads, with the columns of the CSV bindings 1.1 and 1.2 (1.2.1). A
 * column of either version is known in both: real exports mix them. Their order is the one in which they are read.
 */
enum RosterFile {
    ORGS("orgs", "org") {
        @Override
        void describe() {
            add("name", Type.TEXT, Need.ALWAYS);
            oneOf("type", Need.ALWAYS, "department", "school", "district", "local", "state", "national");
            add("identifier", Type.TEXT, Need.NEVER);
            reference("parentSourcedId", Need.NEVER, "orgs");
        }
    },
    ACADEMIC_SESSIONS("academicSessions", "academic_session") {
        @Override
        void describe() {
            add("title", Type.TEXT, Need.ALWAYS);
            oneOf("type", Need.ALWAYS, "gradingPeriod", "semester", "schoolYear", "term");
            add("startDate", Type.DATE, Need.ALWAYS);
            add("endDate", Type.DATE, Need.ALWAYS);
            reference("parentSourcedId", Need.NEVER, "academicSessions");
            add("schoolYear", Type.YEAR, Need.ALWAYS);
        }
    },
    COURSES("courses", "course") {
        @Override
        void describe() {
            reference("schoolYearSourcedId", Need.NEVER, "academicSessions");
            add("title", Type.TEXT, Need.ALWAYS);
            add("courseCode", Type.TEXT, Need.NEVER);
            add("grades", Type.LONG_TEXT, Need.NEVER);
            reference("orgSourcedId", Need.ALWAYS, "orgs");
            add("subjects", Type.LONG_TEXT, Need.NEVER);
            add("subjectCodes", Type.LONG_TEXT, Need.NEVER);
        }
    },
    CLASSES("classes", "section") {
        @Override
        void describe() {
            add("title", Type.TEXT, Need.ALWAYS);
            add("grades", Type.LONG_TEXT, Need.NEVER);
            reference("courseSourcedId", Need.ALWAYS, "courses");
            add("classCode", Type.TEXT, Need.NEVER);
            oneOf("classType", Need.ALWAYS, "homeroom", "scheduled");
            add("location", Type.TEXT, Need.NEVER);
            reference("schoolSourcedId", Need.ALWAYS, "orgs");
            references("termSourcedIds", Need.ALWAYS, "academicSessions");
            add("subjects", Type.LONG_TEXT, Need.NEVER);
            add("subjectCodes", Type.LONG_TEXT, Need.NEVER);
            add("periods", Type.LONG_TEXT, Need.NEVER);
        }
    },
    USERS("users", "person") {
        @Override
        void describe() {
            add("enabledUser", Type.BOOLEAN, Need.ALWAYS);
            references("orgSourcedIds", Need.IN_1_1, "orgs");
            oneOf(
                    "role",
                    Need.IN_1_1,
                    "administrator",
                    "aide",
                    "guardian",
                    "parent",
                    "proctor",
                    "relative",
                    "student",
                    "teacher");
            add("username", Type.TEXT, Need.ALWAYS);
            add("userIds", Type.LONG_TEXT, Need.NEVER);
            add("givenName", Type.TEXT, Need.ALWAYS);
            add("familyName", Type.TEXT, Need.ALWAYS);
            add("middleName", Type.TEXT, Need.NEVER);
            add("identifier", Type.TEXT, Need.NEVER);
            add("email", Type.TEXT, Need.NEVER);
            add("sms", Type.TEXT, Need.NEVER);
            add("phone", Type.TEXT, Need.NEVER);
            references("agentSourcedIds", Need.NEVER, "users");
            add("grades", Type.LONG_TEXT, Need.NEVER);
            leftOut("password");
            add("userMasterIdentifier", Type.TEXT, Need.NEVER);
            leftOut("resourceSourcedIds");
            add("preferredGivenName", Type.TEXT, Need.NEVER);
            add("preferredMiddleName", Type.TEXT, Need.NEVER);
            add("preferredFamilyName", Type.TEXT, Need.NEVER);
            reference("primaryOrgSourcedId", Need.NEVER, "orgs");
            add("pronouns", Type.TEXT, Need.NEVER);
        }
    },
    ROLES("roles", "affiliation") {
        @Override
        void describe() {
            reference("userSourcedId", Need.ALWAYS, "users");
            oneOf("roleType", Need.ALWAYS, "primary", "secondary");
            oneOf(
                    "role",
                    Need.ALWAYS,
                    "aide",
                    "counselor",
                    "districtAdministrator",
                    "guardian",
                    "parent",
                    "principal",
                    "proctor",
                    "relative",
                    "siteAdministrator",
                    "student",
                    "systemAdministrator",
                    "teacher");
            add("beginDate", Type.DATE, Need.NEVER);
            add("endDate", Type.DATE, Need.NEVER);
            reference("orgSourcedId", Need.ALWAYS, "orgs");
            leftOut("userProfileSourcedId");
        }
    },
    DEMOGRAPHICS("demographics", null) {
        @Override
        void describe() {
            add("birthDate", Type.DATE, Need.NEVER);
            oneOf("sex", Need.NEVER, "male", "female", "unspecified", "other");
            for (var name : List.of(
                    "americanIndianOrAlaskaNative",
                    "asian",
                    "blackOrAfricanAmerican",
                    "nativeHawaiianOrOtherPacificIslander",
                    "white",
                    "demographicRaceTwoOrMoreRaces",
                    "hispanicOrLatinoEthnicity",
                    "countryOfBirthCode",
                    "stateOfBirthAbbreviation",
                    "cityOfBirth",
                    "publicSchoolResidenceStatus")) {
                leftOut(name);
            }
        }
    },
    ENROLLMENTS("enrollments", null) {
        @Override
        void describe() {
            reference("classSourcedId", Need.ALWAYS, "classes");
            reference("schoolSourcedId", Need.ALWAYS, "orgs");
            reference("userSourcedId", Need.ALWAYS, "users");
            oneOf(
                    "role",
                    Need.ALWAYS,
                    "administrator",
                    "aide",
                    "guardian",
                    "parent",
                    "proctor",
                    "relative",
                    "student",
                    "teacher");
            add("primary", Type.BOOLEAN, Need.NEVER);
            add("beginDate", Type.DATE, Need.NEVER);
            add("endDate", Type.DATE, Need.NEVER);
        }
    },
    CATEGORIES("categories", "grade_category") {
        @Override
        void describe() {
            add("title", Type.TEXT, Need.ALWAYS);
            add("weight", Type.WEIGHT, Need.NEVER);
        }
    },
    LINE_ITEMS("lineItems", "grade_item") {
        @Override
        void describe() {
            add("title", Type.TEXT, Need.ALWAYS);
            add("description", Type.LONG_TEXT, Need.NEVER);
            add("assignDate", Type.DATE, Need.ALWAYS);
            add("dueDate", Type.DATE, Need.ALWAYS);
            reference("classSourcedId", Need.ALWAYS, "classes");
            reference("categorySourcedId", Need.ALWAYS, "categories");
            reference("gradingPeriodSourcedId", Need.NEVER, "academicSessions");
            reference("academicSessionSourcedId", Need.NEVER, "academicSessions");
            add("resultValueMin", Type.POINTS, Need.IN_1_1);
            add("resultValueMax", Type.POINTS, Need.IN_1_1);
            reference("schoolSourcedId", Need.NEVER, "orgs");
        }
    },
    RESULTS("results", "grade") {
        @Override
        void describe() {
            reference("lineItemSourcedId", Need.ALWAYS, "lineItems");
            reference("studentSourcedId", Need.ALWAYS, "users");
            oneOf(
                    "scoreStatus",
                    Need.ALWAYS,
                    "exempt",
                    "fully graded",
                    "not submitted",
                    "partially graded",
                    "submitted");
            add("score", Type.POINTS, Need.NEVER);
            add("scoreDate", Type.DATE, Need.ALWAYS);
            add("comment", Type.LONG_TEXT, Need.NEVER);
            add("textScore", Type.TEXT, Need.NEVER);
            reference("classSourcedId", Need.NEVER, "classes");
            add("inProgress", Type.BOOLEAN, Need.NEVER);
            add("incomplete", Type.BOOLEAN, Need.NEVER);
            add("late", Type.BOOLEAN, Need.NEVER);
            add("missing", Type.BOOLEAN, Need.NEVER);
        }
    };

    /** Files that the standard has and Lectern has no place for; they may be in a set and are named in the result. */
    static final Set<String> LEFT_OUT = Set.of(
            "classResources",
            "courseResources",
            "lineItemLearningObjectiveIds",
            "lineItemScoreScales",
            "resources",
            "resultLearningObjectiveIds",
            "resultScoreScales",
            "scoreScales",
            "userProfiles",
            "userResources");

    private static final Map<String, RosterFile> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(file -> file.name, Function.identity()));

    /** What a column's values look like. */
    enum Type {
        /** A name or key: at most 255 characters. */
        TEXT("text"),
        /** Prose or a list: at most 10,000 characters. */
        LONG_TEXT("text"),
        /** ISO 8601 calendar date. */
        DATE("date"),
        /** Date and time as ISO 8601 has them; checked, not kept. */
        TIMESTAMP("text"),
        /** {@code true} or {@code false}. */
        BOOLEAN("boolean"),
        /** Four digits. */
        YEAR("integer"),
        /** A number that fits numeric(9,3). */
        POINTS("numeric(9,3)"),
        /** A number from 0 that fits numeric(7,3). */
        WEIGHT("numeric(7,3)"),
        /** One of a list of words. */
        WORD("text"),
        /** A sourcedId in another file. */
        REFERENCE("text"),
        /** Several of those, separated by commas. */
        REFERENCES("text"),
        /** Accepted, not kept. */
        LEFT_OUT(null);

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The type of the column in the staging table. */
        String sql() {
            return sql;
        }
    }

    /** Where a column must be there and filled in. */
    enum Need {
        ALWAYS,
        IN_1_1,
        NEVER
    }

    /**
     * A column.
     *
     * @param name as the header has it
     * @param type what its values look like
     * @param need where it must be filled in
     * @param target name of the file that a reference leads to
     * @param words what a WORD may be, by its lower-case form
     */
    record Column(String name, Type type, Need need, String target, Map<String, String> words) {

        /** Its name in the staging table. */
        String sqlName() {
            return name.equals("primary")
                    ? "is_primary"
                    : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    private final String name;
    private final String table;
    private final List<Column> columns = new ArrayList<>();

    RosterFile(String name, String table) {
        this.name = name;
        this.table = table;
        add("sourcedId", Type.TEXT, Need.ALWAYS);
        oneOf("status", Need.NEVER, "active", "tobedeleted");
        add("dateLastModified", Type.TIMESTAMP, Need.NEVER);
        describe();
    }

    abstract void describe();

    /** The file with a name as the manifest has it, without extension. */
    static Optional<RosterFile> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** As the manifest has it, without extension. */
    String fileName() {
        return name + ".csv";
    }

    /** As the manifest has it, without extension. */
    String manifestName() {
        return name;
    }

    /** The temporary table its rows are read into. */
    String staging() {
        return "stage_" + name().toLowerCase(Locale.ROOT);
    }

    /** The table in which its sourcedIds end up and where references to it may lead; null when nothing refers to it. */
    String table() {
        return table;
    }

    List<Column> columns() {
        return columns;
    }

    /** The column of a name as a header has it; exporters of 1.1 write birthdate as well as birthDate. */
    Optional<Column> column(String columnName) {
        var sought = columnName.equals("birthdate") ? "birthDate" : columnName;
        return columns.stream().filter(c -> c.name.equals(sought)).findFirst();
    }

    /** What the staging table holds of each row beside {@code line} and {@code gone}. */
    List<Column> staged() {
        return columns.stream()
                .filter(c -> c.type != Type.LEFT_OUT && c.type != Type.TIMESTAMP && !c.name.equals("status"))
                .toList();
    }

    void add(String columnName, Type type, Need need) {
        columns.add(new Column(columnName, type, need, null, Map.of()));
    }

    void leftOut(String columnName) {
        add(columnName, Type.LEFT_OUT, Need.NEVER);
    }

    void reference(String columnName, Need need, String target) {
        columns.add(new Column(columnName, Type.REFERENCE, need, target, Map.of()));
    }

    void references(String columnName, Need need, String target) {
        columns.add(new Column(columnName, Type.REFERENCES, need, target, Map.of()));
    }

    void oneOf(String columnName, Need need, String... words) {
        var byLowerCase = Stream.of(words)
                .collect(Collectors.toUnmodifiableMap(w -> w.toLowerCase(Locale.ROOT), Function.identity()));
        columns.add(new Column(columnName, Type.WORD, need, null, byLowerCase));
    }
}
