package dev.fleetcast;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reports at the start whether Java uses the ahead-of-time cache that its options name. Java goes on without a cache that
 * belongs to another build of Java or to other options, and the only sign of it is a slow start.
 */
@ApplicationScoped
class AotCache {

    private static final Logger LOG = Logger.getLogger(AotCache.class);
    private static final String OPTION = "-XX:AOTCache=";

    void report(@Observes StartupEvent started) {
        String machine = System.getProperty("java.vm.info", "");
        given(ManagementFactory.getRuntimeMXBean().getInputArguments()).ifPresent(file -> {
            if (isShared(machine)) {
                LOG.infof("Started with the AOT cache %s", file);
            } else {
                LOG.warnf(
                        "The AOT cache %s is not used: it was made by another build of Java (this is %s), with other "
                                + "options, or is missing. Make it again with this Java: ./mvnw verify -Paot",
                        file, Runtime.version());
            }
        });
    }

    /** The file that the last such option names. */
    static Optional<String> given(List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith(OPTION))
                .map(option -> option.substring(OPTION.length()))
                .reduce((earlier, later) -> later);
    }

    /** Whether the virtual machine, by the text it gives as {@code java.vm.info}, shares classes with an archive. */
    static boolean isShared(String machine) {
        return machine.contains("sharing");
    }
}
