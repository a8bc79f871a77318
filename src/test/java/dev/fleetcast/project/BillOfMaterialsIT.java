package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials that the build creates with the package. */
class BillOfMaterialsIT {

    /** Licences that permit redistribution with this project, unchanged or in an image. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "MPL-2.0",
            // The driver of MariaDB: a jar of its own that can be exchanged.
            "LGPL-2.1-or-later",
            "CC0-1.0",
            "Public Domain",
            "Bouncy Castle Licence");

    private static List<JsonNode> components;

    @BeforeAll
    static void read() throws IOException {
        components = elements(new ObjectMapper()
                .readTree(Path.of("target", "bom.json").toFile())
                .path("components"));
    }

    @Test
    void everythingInThePackageIsListed() throws IOException {
        Set<String> listed = Set.copyOf(components.stream()
                .map(component ->
                        text(component, "group") + "." + text(component, "name") + "-" + text(component, "version"))
                .toList());

        assertThat(Stream.of(jars("lib/boot"), jars("lib/main")).flatMap(List::stream))
                .hasSizeGreaterThan(100)
                .filteredOn(jar -> !isListed(jar, listed))
                .isEmpty();
    }

    @Test
    void nothingNeedsAnotherLicenceThanThese() {
        assertThat(components)
                .hasSizeGreaterThan(100)
                .allSatisfy(component -> assertThat(licences(component))
                        .as(text(component, "name"))
                        .containsAnyElementsOf(LICENCES));
    }

    /** One allowed licence is enough: a component with several licences offers a choice. */
    private static List<String> licences(JsonNode component) {
        return elements(component.path("licenses")).stream()
                .map(choice -> choice.path("license"))
                .map(licence -> licence.has("id") ? text(licence, "id") : text(licence, "name"))
                .toList();
    }

    private static boolean isListed(String jar, Set<String> listed) {
        // A classifier may follow.
        return listed.stream().anyMatch(name -> jar.equals(name + ".jar") || jar.startsWith(name + "-"));
    }

    private static List<String> jars(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "quarkus-app").resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
