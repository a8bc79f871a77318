package dev.fleetcast.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that some tests need and a machine may lack: such a test is skipped with one line that names the program, or
 * fails with {@code -Dfleetcast.tools.required=true}.
 */
public final class Tools {

    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    private Tools() {}

    /** The path of the first of these programs that is installed; skips or fails the test if none is installed. */
    public static Path require(String... names) {
        return find(names).orElseGet(() -> {
            String missing = String.join(" or ", names) + " is not installed";
            if (Boolean.getBoolean("fleetcast.tools.required")) {
                Assertions.fail(missing);
            }
            if (REPORTED.add(missing)) {
                LOG.warnf("%s: tests that need it are skipped", missing);
            }
            return Assumptions.abort(missing);
        });
    }

    private static Optional<Path> find(String... names) {
        String[] directories = System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator));
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
