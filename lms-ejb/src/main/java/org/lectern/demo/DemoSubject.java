package org.lectern.demo;

import java.util.List;

/** What the school teaches: how many lessons a week in years 7 to 12, and what is set and written. */
enum DemoSubject {
    ENG(
            "English",
            new int[] {4, 4, 4, 4, 4, 3},
            "Reading log; Descriptive writing; Poem of your choice; Letter to the editor; Essay plan; Speech; Book review",
            "Comprehension; The Tempest, acts 1 and 2; Poetry of place; Persuasive writing"),
    MATH(
            "Mathematics",
            new int[] {5, 5, 5, 5, 4, 4},
            "Exercises 1.1 to 1.5; Exercises 2.1 to 2.4; Graphs by hand; Exercises 3.1 to 3.6; Problem sheet; Exercises 4.1 to 4.6; Mixed revision",
            "Number and indices; Functions; Quadratics; Inequalities"),
    BIOL(
            "Biology",
            new int[] {2, 2, 2, 2, 2, 3},
            "Cell diagram; Microscope report; Food diary; Osmosis in potato; Heart rate experiment; Field notes; Classification key",
            "Cells; Nutrition; Circulation; Ecology"),
    CHEM(
            "Chemistry",
            new int[] {2, 2, 2, 3, 2, 3},
            "Safety poster; Separation report; Atomic models; Titration report; Bonding worksheet; Reactivity table; Rates graph",
            "Particles; Atomic structure; Bonding; Rates of reaction"),
    PHYS(
            "Physics",
            new int[] {2, 2, 2, 2, 2, 3},
            "Units worksheet; Pendulum report; Circuit diagrams; Speed from a video; Forces worksheet; Energy audit; Lens report",
            "Forces; Energy; Electricity; Waves"),
    HIST(
            "History",
            new int[] {2, 2, 2, 3, 2, 3},
            "Timeline; Source analysis; Biography; Causes chart; Essay draft; Local history interview; Map work",
            "Norman England; The Tudors; Industrial towns; The First World War"),
    GEOG(
            "Geography",
            new int[] {2, 2, 2, 2, 2, 0},
            "Map skills; Weather diary; River profile; Case study: Lagos; Population pyramid; Fieldwork write-up; Atlas quiz",
            "Rivers; Weather and climate; Cities; Coasts"),
    FREN(
            "French",
            new int[] {3, 3, 3, 3, 3, 0},
            "Ma famille; Vocabulary 1; Une lettre; Les verbes irréguliers; Vocabulary 2; Mon quartier; Lecture",
            "Présent; Passé composé; Vocabulary and dictation; Listening"),
    COMP(
            "Computing",
            new int[] {2, 2, 2, 2, 0, 0},
            "Binary puzzles; First program; Flow chart; Loops; Spreadsheet; Web page; Sorting cards",
            "Data and binary; Algorithms; Programming; Networks"),
    PE("Physical Education", new int[] {2, 2, 2, 2, 2, 1}, "", ""),
    ART(
            "Art",
            new int[] {1, 1, 1, 0, 0, 0},
            "Sketchbook, week 2; Still life; Colour study; Self-portrait; Sketchbook, week 8",
            "Portfolio 1; Portfolio 2"),
    DES(
            "Design",
            new int[] {1, 1, 1, 0, 0, 0},
            "Mood board; Cardboard prototype; Technical drawing; Materials sheet",
            "Lamp project; Packaging project"),
    MUS(
            "Music",
            new int[] {1, 1, 1, 0, 0, 0},
            "Rhythm sheet; Listening diary; Notation exercise; Composition sketch",
            "Performance 1; Performance 2"),
    DRAM(
            "Drama",
            new int[] {1, 1, 1, 0, 0, 0},
            "Character profile; Monologue; Scene plan; Theatre review",
            "Devised scene; Group performance"),
    FMATH(
            "Further Maths",
            new int[6],
            "Proof by induction; Complex numbers 1; Matrices; Complex numbers 2; Problem sheet",
            "Proof; Complex numbers; Matrices"),
    STAT(
            "Statistics",
            new int[6],
            "Survey design; Sampling; Box plots; Probability trees; Regression by hand",
            "Sampling and bias; Probability; Correlation"),
    SPAN("Spanish", new int[6], "Vocabulario 1; Mi ciudad; Vocabulario 2; Una receta", "Gramática; Lectura; Listening"),
    ECON("Economics", new int[6], "Price diary; Market essay; Budget; Trade case study", "Markets; Firms; The economy"),
    PSY(
            "Psychology",
            new int[6],
            "Memory study; Ethics essay; Report 1; Reading",
            "Memory; Research methods; Development"),
    CLUB("Clubs", new int[6], "", "");

    private final String title;
    private final int[] weekly;
    private final List<String> homework;
    private final List<String> tests;

    DemoSubject(String title, int[] weekly, String homework, String tests) {
        this.title = title;
        this.weekly = weekly;
        this.homework = split(homework);
        this.tests = split(tests);
    }

    private static List<String> split(String titles) {
        return titles.isEmpty() ? List.of() : List.of(titles.split("; "));
    }

    /** As the timetable shows it. */
    String title() {
        return title;
    }

    /**
     * Lessons a week.
     *
     * @param year 7 to 12
     */
    int weekly(int year) {
        return weekly[year - 7];
    }

    /** The subject that has this one's lessons in weeks B, by the same teacher; null where lessons are every week. */
    DemoSubject alternate() {
        return switch (this) {
            case ART -> DES;
            case MUS -> DRAM;
            default -> null;
        };
    }

    /** Tells whether the lessons are those that {@link #alternate} leaves free. */
    boolean isAlternate() {
        return this == DES || this == DRAM;
    }

    /** Titles of what is handed in, in the order in which it is set; empty where nothing is marked. */
    List<String> homework() {
        return homework;
    }

    /** Titles of what is written in class, in order. */
    List<String> tests() {
        return tests;
    }
}
