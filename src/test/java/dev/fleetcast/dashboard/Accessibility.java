package dev.fleetcast.dashboard;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks a page with axe-core. */
final class Accessibility {

    private static final String RUN = """
            async () => (await axe.run()).violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`)""";

    private Accessibility() {}

    /** The serious and critical violations, one line each. */
    @SuppressWarnings("unchecked")
    static List<String> seriousFindings(Page page) {
        // Not as a script of the page: its content policy would block it.
        page.evaluate(axe());
        return (List<String>) page.evaluate(RUN);
    }

    private static String axe() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8) + ";undefined";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
