package dev.fleetcast.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.testing.Tools;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generators make of the OpenAPI document compiles, and knows which fields are always there. */
@QuarkusTest
class GeneratedClientsTest {

    private static final Path SOURCES = Path.of("src", "test", "clients");

    /** Maven puts it there. */
    private static final Path GENERATOR = Path.of("target", "tools", "openapi-generator-cli.jar");

    @TempDir
    Path directory;

    @BeforeEach
    void saveDescription() throws IOException {
        ObjectNode description = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .as(ObjectNode.class);
        // Resources of tests.
        ((ObjectNode) description.get("paths"))
                .properties()
                .removeIf(path -> path.getKey().startsWith("/test/"));
        Files.writeString(directory.resolve("openapi.json"), description.toString());
    }

    @Test
    void typeScriptKnowsWhatIsAlwaysThere() throws Exception {
        Path npm = Tools.require("npm");
        for (String file : List.of("package.json", "package-lock.json", "uses.ts")) {
            Files.copy(SOURCES.resolve(file), directory.resolve(file));
        }

        run(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        run("node_modules/.bin/openapi-typescript", "openapi.json", "--output", "fleetcast.d.ts");
        run("node_modules/.bin/tsc", "--noEmit", "--strict", "--lib", "es2022", "uses.ts");
    }

    @Test
    void javaCompiles() throws Exception {
        assertThat(GENERATOR).as("copied by Maven").exists();

        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "--generator-name=java",
                "--library=native",
                "--input-spec=openapi.json",
                "--output=client",
                "--additional-properties=openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true",
                "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false");

        assertThat(compile(directory.resolve("client/src/main/java"))).isZero();
    }

    private int compile(Path sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                directory.resolve("classes").toString(),
                "-classpath",
                System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        return ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
    }

    /** Runs the program in the directory; fails with its output. */
    private void run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
