package dev.fleetcast.benchmark.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code docs/scaling.md}: text with tables between marks; this class generates the tables. */
final class ScalingPage {

    static final Path PATH = Path.of("docs", "scaling.md");

    private ScalingPage() {}

    /** Updates the tables in the page. */
    public static void main(String[] arguments) throws IOException {
        String page = Files.readString(PATH);
        for (var table : tables(Costs.MEASURED).entrySet()) {
            page = withTable(page, table.getKey(), table.getValue());
        }
        Files.writeString(PATH, page);
    }

    /** The tables by the names of the page's marks. */
    static Map<String, String> tables(Costs costs) {
        ModelTables model = new ModelTables(costs);
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("replicas", model.replicas());
        tables.put("limits", model.limits());
        tables.put("cells", model.cells());
        return tables;
    }

    /** The text between the marks of that name. */
    static String table(String page, String name) {
        return page.substring(begin(page, name), end(page, name)).strip();
    }

    private static String withTable(String page, String name, String table) {
        return page.substring(0, begin(page, name)) + "\n" + table + "\n" + page.substring(end(page, name));
    }

    private static int begin(String page, String name) {
        String mark = "<!-- table " + name + " -->";
        return find(page, mark) + mark.length();
    }

    private static int end(String page, String name) {
        return find(page, "<!-- end " + name + " -->");
    }

    private static int find(String page, String mark) {
        int at = page.indexOf(mark);
        if (at < 0) {
            throw new IllegalStateException(PATH + " has no " + mark);
        }
        return at;
    }
}
