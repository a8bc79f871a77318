package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leads a reader through the tree: the walkthrough, the page of each package, short files, tests that run. */
class SignsTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "fleetcast");
    private static final Path DOCS = Path.of("docs");
    private static final String PACKAGE_PAGE = "package-info.java";
    private static final int MOST_CLASSES = 25;
    /** The classes of a package that needs no reading order, and those that the page of a larger one names at least. */
    private static final int FEW = 3;

    private static final int MOST_LINES = 300;

    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\(([^)]+)\\)");
    private static final Pattern IN_READING_ORDER = Pattern.compile("In reading order: (.*?)\\.\\s", Pattern.DOTALL);
    /** A method below a blank line or a comment, thus without an annotation. */
    private static final Pattern NOT_ANNOTATED = Pattern.compile("(?:\n|\\*/)\n    void (\\w+)\\(");

    private static final Pattern NAME = Pattern.compile("\\{@code\\s[\\s*]*(\\w+)}");

    @Test
    void everyNameOfTheWalkthroughLinksToItsFile() throws IOException {
        List<MatchResult> links = LINK.matcher(Files.readString(DOCS.resolve("walkthrough.md")))
                .results()
                .toList();

        assertThat(links).hasSizeGreaterThan(40).allSatisfy(link -> {
            Path file = DOCS.resolve(link.group(2)).normalize();
            assertThat(file).exists().hasFileName(link.group(1) + ".java");
        });
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageHasAPageThatNamesItsClassesInReadingOrder(Path directory) throws IOException {
        String page = Files.readString(directory.resolve(PACKAGE_PAGE));

        List<String> named = IN_READING_ORDER
                .matcher(page)
                .results()
                .flatMap(order -> NAME.matcher(order.group(1)).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(page).startsWith("/**");
        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(classes(directory).size() > FEW ? FEW : 0)
                .allSatisfy(
                        name -> assertThat(directory.resolve(name + ".java")).exists());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageIsSmallEnoughToRead(Path directory) {
        assertThat(classes(directory)).hasSizeLessThanOrEqualTo(MOST_CLASSES);
    }

    @Test
    void filesAreShortEnoughToRead() throws IOException {
        assertThat(sources())
                .hasSizeGreaterThan(1_000)
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    /** Without its annotation, a test would be lost silently. */
    @Test
    void everyMethodOfATestIsRunOrCalled() throws IOException {
        for (Path file : sources()) {
            if (!file.startsWith(Path.of("src", "main")) && isTest(file)) {
                String source = Files.readString(file);
                assertThat(NOT_ANNOTATED.matcher(source).results().map(method -> method.group(1)))
                        .as(file.toString())
                        .allMatch(name -> Pattern.compile("\\b" + name + "\\b")
                                        .matcher(source)
                                        .results()
                                        .count()
                                > 1);
            }
        }
    }

    private static boolean isTest(Path file) {
        return file.toString().endsWith("Test.java") || file.toString().endsWith("IT.java");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    static List<Path> packages() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(Files::isDirectory)
                    .filter(each -> !each.equals(SOURCES) && !classes(each).isEmpty())
                    .toList();
        }
    }

    private static List<Path> classes(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(PACKAGE_PAGE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
