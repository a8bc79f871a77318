package dev.fleetcast.demo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where dev mode keeps its data between starts: below the build directory, so that a clean build removes it. One
 * process at a time has it; another one beside it starts without kept data.
 */
final class DevData {

    private static final int STOP_SECONDS = 20;

    /** A start that was interrupted leaves a database that cannot start. */
    private static final String COMPLETE = "complete";

    private DevData() {}

    /** The data of this project; empty without a build directory, and while another process has the data. */
    static Optional<Path> claim(boolean keep) {
        return buildDirectory().map(build -> build.resolve("dev-mode")).flatMap(data -> claim(data, keep));
    }

    /** @param keep false to remove what earlier starts left */
    static Optional<Path> claim(Path data, boolean keep) {
        try {
            Files.createDirectories(data);
            FileChannel lock =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                return Optional.empty();
            }
            // Holds the lock until the process ends, also after a reload.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(lock), "dev-data-lock"));
            Path database = data.resolve("postgresql");
            stopLeftOver(database.resolve("postmaster.pid"));
            if (!keep || !Files.exists(data.resolve(COMPLETE))) {
                Files.deleteIfExists(data.resolve(COMPLETE));
                deleteIfThere(database);
                deleteIfThere(data.resolve("kafka"));
            }
            if (!keep) {
                Files.deleteIfExists(data.resolve(DevSigningKey.FILE));
            }
            return Optional.of(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Marks that the services have started with the data, so that the next start can use it. */
    static void complete(Path data) {
        try {
            Files.write(data.resolve(COMPLETE), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfThere(Path directory) {
        if (Files.exists(directory)) {
            TemporaryDirectory.delete(directory);
        }
    }

    /** A killed dev mode leaves its database running, which must not have the data at the same time. */
    private static void stopLeftOver(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> left = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (left.isPresent()) {
            left.get().destroy();
            try {
                left.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException running) {
                throw new IOException("the database of an earlier start does not stop", running);
            }
        }
    }

    private static Optional<Path> buildDirectory() {
        URL here = DevData.class.getResource("DevData.class");
        if (here == null || !here.getProtocol().equals("file")) {
            return Optional.empty();
        }
        Path classes =
                Path.of(URI.create(here.toString())).resolve("../../../../..").normalize();
        return Optional.of(classes.getParent()).filter(build -> classes.endsWith("classes"));
    }
}
