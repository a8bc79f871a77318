package dev.fleetcast.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * The Java of the servers under test.
 *
 * @param program the executable for every server on a JVM
 * @param options further options for Fleetcast, such as a garbage collector or an AOT cache
 */
record ServerJava(String program, List<String> options) {

    private static final String HEAP = "-Xmx512m";

    /** The command of a peer. */
    List<String> peer(String... arguments) {
        return command(List.of(arguments));
    }

    /** The command of Fleetcast. */
    List<String> fleetcast() {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        return command(arguments);
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program, HEAP));
        command.addAll(arguments);
        return command;
    }
}
