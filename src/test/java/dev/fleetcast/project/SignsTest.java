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

/** What leads a reader through the tree: the walkthrough, and the page of each package. */
class SignsTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "fleetcast");
    private static final Path DOCS = Path.of("docs");
    private static final String PACKAGE_PAGE = "package-info.java";
    private static final int MOST_CLASSES = 25;

    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\(([^)]+)\\)");
    private static final Pattern IN_READING_ORDER = Pattern.compile("In reading order: (.*?)\\.\\s", Pattern.DOTALL);
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
    void packageHasAPageThatNamesClassesItHas(Path directory) throws IOException {
        String page = Files.readString(directory.resolve(PACKAGE_PAGE));

        assertThat(page).startsWith("/**");
        IN_READING_ORDER
                .matcher(page)
                .results()
                .flatMap(order -> NAME.matcher(order.group(1)).results())
                .forEach(name ->
                        assertThat(directory.resolve(name.group(1) + ".java")).exists());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageIsSmallEnoughToRead(Path directory) {
        assertThat(classes(directory)).hasSizeLessThanOrEqualTo(MOST_CLASSES);
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
