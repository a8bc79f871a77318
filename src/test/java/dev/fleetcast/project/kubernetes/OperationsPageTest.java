package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.ConfigurationTable;
import dev.fleetcast.testing.Tools;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the scripts, files, settings and secrets in docs/operations.md. */
class OperationsPageTest {

    private static final Path PAGE = Path.of("docs", "operations.md");
    private static final Pattern SCRIPT = Pattern.compile("(?ms)^ *```sh\\R(.*?)^ *```");
    private static final Pattern FILE =
            Pattern.compile("`((?:k8s|src|docs)/[\\w./-]+)`|(?:-f|-k) ((?:k8s|src)/[\\w./-]+)|kustomize (k8s/[\\w/]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:FLEETCAST|QUARKUS|KAFKA)_[A-Z_]+[A-Z]\\b");
    private static final Pattern SECRET = Pattern.compile("create secret (?:generic|tls) ([\\w-]+)([^\\n]*)");
    private static final Pattern KEY = Pattern.compile("--from-(?:literal|file)=([\\w.-]+)|--(cert|key)=");

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(PAGE);
    }

    static List<String> scripts() throws IOException {
        return SCRIPT.matcher(Files.readString(PAGE))
                .results()
                .map(script -> script.group(1).stripIndent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsOne(String script) throws Exception {
        Process bash = new ProcessBuilder(Tools.require("bash").toString(), "-n")
                .redirectErrorStream(true)
                .start();
        try (var in = bash.outputWriter()) {
            in.write(script);
        }

        assertThat(new String(bash.getInputStream().readAllBytes())).isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void scriptsAreFound() throws Exception {
        assertThat(scripts()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void everyFileThatIsNamedIsThere() {
        assertThat(FILE.matcher(page).results().map(OperationsPageTest::firstGroup))
                .hasSizeGreaterThan(10)
                .filteredOn(path -> !path.contains("*"))
                .allMatch(path -> Files.exists(Path.of(path)));
    }

    @Test
    void everySettingThatIsNamedIsKnown() throws Exception {
        assertThat(VARIABLE.matcher(page).results().map(MatchResult::group))
                .hasSizeGreaterThan(20)
                .isSubsetOf(ConfigurationTable.environmentNames());
    }

    @Test
    void everySecretThatThePodsWaitForIsMade() throws Exception {
        Set<String> made = SECRET.matcher(page)
                .results()
                .flatMap(secret ->
                        KEY.matcher(secret.group(2)).results().map(key -> secret.group(1) + "/" + firstGroup(key)))
                .collect(Collectors.toSet());

        assertThat(made).containsAll(needed());
    }

    /** The secrets, by name and key, that the pods, the database or the ingress refer to. */
    private static Set<String> needed() throws Exception {
        ApplicationPods pods = ApplicationPods.of(Rendering.PRODUCTION);
        Set<String> needed = new TreeSet<>();
        pods.variables().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .forEach(key -> needed.add(key.getName() + "/" + key.getKey()));
        pods.spec().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret())
                .forEach(secret -> {
                    String file = secret.getItems().isEmpty()
                            ? Path.of(pods.environment().get("FLEETCAST_ACCESS_SIGNING_KEY"))
                                    .getFileName()
                                    .toString()
                            : secret.getItems().get(0).getKey();
                    needed.add(secret.getSecretName() + "/" + file);
                });
        String database = Rendering.PRODUCTION
                .manifests()
                .only(DatabaseCluster.class)
                .getSpec()
                .bootstrap()
                .initdb()
                .secret()
                .getName();
        needed.add(database + "/username");
        needed.add(database + "/password");
        Rendering.PRODUCTION.manifests().only(Gateway.class).getSpec().getListeners().stream()
                .flatMap(listener -> listener.getTls().getCertificateRefs().stream())
                .forEach(certificate -> {
                    needed.add(certificate.getName() + "/cert");
                    needed.add(certificate.getName() + "/key");
                });
        return needed;
    }

    private static String firstGroup(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        throw new IllegalStateException(match.group());
    }
}
