package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.Tools;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The results of the self-test's page, by its own script, behind a good and several bad nginx configurations. */
@QuarkusTest
@Timeout(120)
class SelfTestThroughProxyTest {

    private static final Path SCRIPT =
            Path.of("src", "main", "resources", "META-INF", "resources", "dashboard", "selftest-verdict.js");

    private static final String PRINT = """
            const { selfTest } = await import(process.argv[1])
            const { fine, findings } = await selfTest(process.argv[2])
            console.log(JSON.stringify({ fine, findings }))
            """;

    @Test
    void shippedProxyIsFine() throws Exception {
        try (Proxy proxy = Proxy.inFrontOf(RestAssured.port)) {
            untilOneAttemptShows(() -> {
                JsonNode verdict = verdict(proxy.address(), "1", proxy.certificate());

                assertThat(verdict.path("fine").booleanValue())
                        .as(verdict.toString())
                        .isTrue();
            });
        }
    }

    /** By HTTP/1.0, nginx's default for upstreams: with chunks, it passes on some of them as they come. */
    @Test
    void bufferingIsSeen() throws Exception {
        try (BadProxy proxy = BadProxy.inFrontOf(
                RestAssured.port,
                "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering; proxy_http_version 1.0;")) {
            untilOneAttemptShows(() -> assertThat(findings(proxy, "1"))
                    .singleElement()
                    .asString()
                    .startsWith("Buffered: events arrived up to "));
        }
    }

    @Test
    void compressionIsSeen() throws Exception {
        try (BadProxy proxy = BadProxy.inFrontOf(
                RestAssured.port, "gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0;")) {
            assertThat(findings(proxy, "1"))
                    .anySatisfy(finding -> assertThat(finding).startsWith("Compressed (gzip)"));
        }
    }

    @Test
    void cutIsSeenAndHowSoonItCame() throws Exception {
        try (BadProxy proxy = BadProxy.inFrontOf(RestAssured.port, "proxy_read_timeout 2s;")) {
            untilOneAttemptShows(() -> assertThat(findings(proxy, "5"))
                    .singleElement()
                    .asString()
                    // Less than the whole silence: a busy machine allows no narrower bound.
                    .matches("Cut after [0-4]\\.\\d s of silence: .* 15\\.0 s, .*"));
        }
    }

    /** Where a machine stands still for a second, events look buffered. */
    private static void untilOneAttemptShows(ThrowingRunnable attempt) {
        await().pollInSameThread().untilAsserted(attempt);
    }

    private static List<String> findings(BadProxy proxy, String quiet) throws Exception {
        JsonNode verdict = verdict(proxy.address(), quiet, null);
        assertThat(verdict.path("fine").booleanValue()).as(verdict.toString()).isFalse();
        return StreamSupport.stream(verdict.path("findings").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode verdict(String address, String quiet, Path certificate) throws Exception {
        String node = Tools.require("node", "nodejs").toString();
        List<String> command = new ArrayList<>(List.of(node, "--input-type=module", "--eval", PRINT, "--"));
        command.add(SCRIPT.toUri().toString());
        command.add(address + "/sse/selftest?quiet=" + quiet);
        ProcessBuilder script = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (certificate != null) {
            script.environment().put("NODE_EXTRA_CA_CERTS", certificate.toString());
        }
        Process running = script.start();
        JsonNode verdict = new ObjectMapper().readTree(running.getInputStream());
        assertThat(running.waitFor()).isZero();
        return verdict;
    }
}
