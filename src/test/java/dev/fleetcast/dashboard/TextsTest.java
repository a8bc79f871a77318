package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the pages: all of them have a German translation. */
class TextsTest {

    private static final Path PAGES = Path.of("src", "main", "resources", "META-INF", "resources");
    private static final String STRING = "'((?:[^'\\\\]|\\\\.)*)'";
    private static final Pattern CALL =
            Pattern.compile("\\bt\\(\\s*(?:[^'`()]*\\?\\s*)?" + STRING + "(?:\\s*:\\s*" + STRING + ")?");
    private static final Pattern ALARM = Pattern.compile("/, '(?:critical|warning|info)', " + STRING);
    private static final Pattern TITLE = Pattern.compile("\\b(?:title|add|change|hint): " + STRING);
    private static final Pattern IN_PAGE =
            Pattern.compile(">\\s*([^<>]*\\pL{2}[^<>]*?)\\s*<|(?:aria-label|placeholder|title|alt)=\"([^\"]+)\"");
    private static final Pattern ENTRY =
            Pattern.compile("^ +(?:'([^']+)'|\"([^\"]+)\"|(\\w+)):\\s+(?:'([^']*)'|\"([^\"]*)\")", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    private final Map<String, String> german = texts(
                    Stream.of("texts-de.js", "texts-de-experts.js", "texts-de-admin.js")
                            .map(PAGES.resolve("dashboard")::resolve))
            .flatMap(text -> ENTRY.matcher(text).results())
            .collect(Collectors.toMap(TextsTest::first, entry -> parts(entry).reduce("", (a, b) -> b)));

    @Test
    void everyTextOfTheModulesIsTranslated() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES.resolve("dashboard"))) {
            assertThat(texts(files.filter(file -> file.toString().endsWith(".js")))
                            .flatMap(text -> Stream.of(CALL, ALARM, TITLE)
                                    .flatMap(each -> each.matcher(text).results()))
                            .flatMap(TextsTest::parts))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(text -> assertThat(german).containsKey(text));
        }
    }

    @Test
    void everyTextOfThePagesIsTranslated() {
        Stream<Path> pages = Stream.of(
                        "index.html",
                        "history.html",
                        "operations.html",
                        "admin.html",
                        "dashboard/selftest.html",
                        "dashboard/devices.html")
                .map(PAGES::resolve);

        assertThat(texts(pages)
                        .map(page -> page.replaceAll("<code>[^<]*</code>", "<code></code>"))
                        .flatMap(page -> IN_PAGE.matcher(page).results())
                        .flatMap(TextsTest::parts))
                .hasSizeGreaterThan(100)
                .allSatisfy(text -> assertThat(german).containsKey(text));
    }

    @Test
    void translationsHaveTheSameValues() {
        assertThat(new TreeMap<>(german))
                .isNotEmpty()
                .allSatisfy(
                        (english, translated) -> assertThat(places(translated)).isEqualTo(places(english)));
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String first(MatchResult found) {
        return parts(found).findFirst().orElseThrow();
    }

    /** The groups that were found. */
    private static Stream<String> parts(MatchResult found) {
        return Stream.iterate(1, i -> i <= found.groupCount(), i -> i + 1)
                .map(found::group)
                .filter(part -> part != null && !part.isEmpty());
    }

    private static Stream<String> texts(Stream<Path> files) {
        return files.map(file -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
