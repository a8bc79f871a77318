package dev.fleetcast;

import dev.fleetcast.demo.embedded.DevServices;
import dev.fleetcast.demo.embedded.NextSteps;
import dev.fleetcast.preflight.Preflight;
import dev.fleetcast.problem.MalformedAddresses;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts the application, after the preflight checks or, in dev mode, the embedded services. */
@QuarkusMain
public class Main {

    /** The entry point of dev mode and of the packaged application; tests start the application without it. */
    public static void main(String... args) {
        MalformedAddresses.areAnsweredHere();
        if (developing()) {
            DevServices.start();
            NextSteps.announceAfterStart();
            Quarkus.run(args);
        } else {
            Preflight.complaint().ifPresent(Main::giveUp);
            StopWhileStarting.prepare();
            Quarkus.run(null, Main::ended, args);
        }
    }

    /**
     * Quarkus sets the launch mode only after reading the configuration, which is too late. The packaged application
     * lacks the classes of dev mode.
     */
    private static boolean developing() {
        return Main.class.getResource("demo/embedded/DevServices.class") != null;
    }

    private static void ended(int exitCode, Throwable failure) {
        StopWhileStarting.startIsOver();
        if (failure != null) {
            Optional<String> complaint = Preflight.complaint(failure);
            complaint.ifPresentOrElse(
                    System.err::println, () -> Logger.getLogger(Main.class).error("Fleetcast cannot start", failure));
        }
        System.exit(exitCode);
    }

    private static void giveUp(String complaint) {
        System.err.println(complaint);
        // Nothing is running that would have to be stopped, and an orderly exit would print the messages collected by
        // the log, which is not set up yet.
        Runtime.getRuntime().halt(1);
    }
}
