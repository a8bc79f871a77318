package dev.fleetcast.benchmark.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A Markdown table: the first column left-aligned, the others right-aligned. */
final class Markdown {

    private static final int DIGITS = 3;
    private static final int NO_FRACTION_FROM = 100;

    private final List<List<String>> lines = new ArrayList<>();

    Markdown(String... header) {
        lines.add(List.of(header));
    }

    Markdown row(String... cells) {
        lines.add(List.of(cells));
        return this;
    }

    Markdown row(List<String> cells) {
        lines.add(List.copyOf(cells));
        return this;
    }

    String text() {
        List<String> text = lines.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .collect(Collectors.toCollection(ArrayList::new));
        text.add(1, "| --- |" + " ---: |".repeat(lines.get(0).size() - 1));
        return String.join("\n", text);
    }

    /** To three digits, with commas. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        if (rounded.abs().doubleValue() >= NO_FRACTION_FROM) {
            return String.format(Locale.ROOT, "%,d", rounded.longValue());
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** Two places after the point, for cores. */
    static String places(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%,.0f %%", 100 * share);
    }

    /** The used share of a limit; bold when it is exceeded. */
    static String used(double share) {
        String text = share > 0 && share < 0.01
                ? "< 1 %"
                : percent(Double.parseDouble(number(share).replace(",", "")));
        return share > 1 ? "**" + text + "**" : text;
    }
}
