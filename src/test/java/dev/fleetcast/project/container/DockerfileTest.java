package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks of the Dockerfile that a reviewer would make; {@link ImageIT} covers the running image. */
class DockerfileTest {

    private static final Path FILE = Path.of("src", "main", "docker", "Dockerfile.jvm");

    private Dockerfile image;
    private List<String> lines;

    @BeforeEach
    void read() throws Exception {
        image = Dockerfile.read();
        lines = Files.readAllLines(FILE);
    }

    @Test
    void baseIsOfANamedReleaseAndCanBePinned() {
        assertThat(lines).contains("FROM ${BASE_IMAGE}");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ARG BASE_IMAGE="))
                .singleElement()
                .satisfies(line -> assertThat(line).matches("ARG BASE_IMAGE=eclipse-temurin:25-jre-\\w+"));
    }

    @Test
    void userIsANumberThatIsNotRoot() {
        assertThat(image.user()).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        assertThat(lines.indexOf("USER " + image.user()))
                .as("nothing is made by that user")
                .isGreaterThan(lastLineThatBegins("COPY"))
                .isGreaterThan(lastLineThatBegins("RUN"));
    }

    @Test
    void layersAreInTheOrderOfChange() {
        assertThat(lines.stream().filter(line -> line.startsWith("COPY")).map(line -> line.split(" ")[1]))
                .containsExactly(
                        "target/quarkus-app/lib/",
                        "target/quarkus-app/quarkus/",
                        "target/quarkus-app/app/",
                        "target/quarkus-app/quarkus-run.jar");
    }

    @Test
    void nothingIsFetchedAndNothingBelongsToTheUser() {
        assertThat(lines).noneMatch(line -> line.matches("ADD .*|.*--chown.*|.*(curl|wget|apt-get|apk) .*"));
    }

    @Test
    void everyOptionOfJavaHasItsReason() {
        String reasons = String.join(
                "\n", lines.stream().filter(line -> line.startsWith("#")).toList());

        assertThat(Stream.of(image.environment().get("JAVA_OPTS").split(" ")))
                .hasSizeGreaterThan(3)
                .allSatisfy(option -> assertThat(reasons).as(option).contains(reasonOf(option)));
    }

    @Test
    void processReceivesSignalsAndHasAHealthCheck() {
        assertThat(image.entryPoint().get(image.entryPoint().size() - 1)).contains("; exec java ");
        assertThat(String.join(" ", image.healthCheck())).contains("/q/health/live");
    }

    private static String reasonOf(String option) {
        return switch (option.replaceFirst("=.*", "")) {
            case "-XX:MaxRAMPercentage" -> "Half of the memory for the heap";
            case "-XX:+UseG1GC" -> "G1 by name";
            case "-XX:G1HeapRegionSize" -> "Regions of 4 MB";
            case "-XX:TargetSurvivorRatio" -> "Survivors may fill their share";
            case "-XX:MetaspaceSize" -> "Metaspace of 160 MB";
            case "-XX:-ExitOnOutOfMemoryError" -> "Out of memory does not end the process";
            case "-XX:-UsePerfData" -> "No performance data file";
            case "-Djava.util.logging.manager" -> "The log manager";
            default -> throw new AssertionError("say in the Dockerfile, and here, why there is " + option);
        };
    }

    private int lastLineThatBegins(String instruction) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith(instruction) ? i : last;
        }
        return last;
    }
}
