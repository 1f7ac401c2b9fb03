package org.lectern.web.home;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.lectern.overview.Overview.Absence;
import org.lectern.web.tags.Functions;

/**
 * The chart of absence as plain SVG numbers: a bar for each day and a line where that weekday usually is. Lengths are
 * units of a drawing 336 wide and 128 high.
 *
 * @param bars oldest first
 * @param lines horizontal, from the bottom
 */
public record AbsenceChart(List<Bar> bars, List<Line> lines) {

    private static final double LEFT = 28;
    private static final double RIGHT = 336;
    private static final double BOTTOM = 100;
    private static final double HEIGHT = 90;
    private static final double WIDEST_STEP = 31;

    /**
     * A day.
     *
     * @param x left edge
     * @param y upper edge
     * @param width of the bar
     * @param height of the bar
     * @param usualY where the usual is; null when nothing is usual yet
     * @param label one letter of the weekday
     * @param description for those who do not see it
     * @param today whether it is today
     */
    public record Bar(
            double x,
            double y,
            double width,
            double height,
            Double usualY,
            String label,
            String description,
            boolean today) {

        /** Middle of the bar. */
        public double middle() {
            return x + width / 2;
        }
    }

    /**
     * A horizontal line with its share.
     *
     * @param y where
     * @param label for example 4%
     */
    public record Line(double y, String label) {}

    /** The whole chart in words. */
    public String description() {
        return bars.stream().map(Bar::description).collect(Collectors.joining(", "));
    }

    static AbsenceChart of(List<Absence> days, LocalDate today) {
        var highest = days.stream()
                .flatMapToDouble(day -> DoubleStream.of(day.rate(), day.usual() == null ? 0 : day.usual()))
                .max()
                .orElse(0);
        var step = stepFor(highest);
        var top = Math.max(step, Math.ceil(highest / step) * step);
        List<Line> lines = new ArrayList<>();
        for (var share = 0.0; share <= top + step / 2; share += step) {
            lines.add(new Line(y(share, top), Math.round(share * 100) + "%"));
        }
        var width = days.isEmpty() ? WIDEST_STEP : Math.min(WIDEST_STEP, (RIGHT - LEFT) / days.size());
        List<Bar> bars = new ArrayList<>();
        for (var index = 0; index < days.size(); index++) {
            var day = days.get(index);
            var y = y(day.rate(), top);
            bars.add(new Bar(
                    LEFT + index * width,
                    y,
                    18,
                    BOTTOM - y,
                    day.usual() == null ? null : y(day.usual(), top),
                    day.day().getDayOfWeek().getDisplayName(TextStyle.NARROW, Functions.locale()),
                    day.day() + ": " + Functions.percent(day.rate()),
                    day.day().equals(today)));
        }
        return new AbsenceChart(List.copyOf(bars), List.copyOf(lines));
    }

    /** A round step, so that two to five lines are drawn. */
    static double stepFor(double highest) {
        for (var step : new double[] {0.01, 0.02, 0.05, 0.1, 0.2}) {
            if (highest <= step * 5) {
                return step;
            }
        }
        return 0.25;
    }

    private static double y(double share, double top) {
        return Math.round((BOTTOM - share / top * HEIGHT) * 10) / 10.0;
    }
}
