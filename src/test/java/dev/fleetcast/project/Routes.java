package dev.fleetcast.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application's routes, according to its sources. */
public final class Routes {

    /** The path of a resource class; the paths of its methods do not begin with a slash. */
    private static final Pattern RESOURCE = Pattern.compile("@Path\\(\"(/[^\"]*)\"\\)");

    private static final Pattern METHOD = Pattern.compile("@Path\\(\"([^/\"][^\"]*)\"\\)");

    private static final Path PAGES = Path.of("src", "main", "resources", "META-INF", "resources");

    /** Files for integrators, read from the internal network or the sources. */
    private static final Set<String> DOCUMENTS = Set.of("/asyncapi.yaml", "/package.json");

    /** Never public: the end of a replica, and a prefix that is no route itself. */
    private static final Set<String> INSIDE = Set.of("/admin/stop", "/admin");

    private Routes() {}

    /** The paths of resource classes, and of pages with their parts. */
    public static Set<String> forClients() throws IOException {
        Set<String> paths = new TreeSet<>(pages());
        for (Path source : filesIn(Path.of("src", "main", "java"))) {
            RESOURCE.matcher(Files.readString(source))
                    .results()
                    .map((MatchResult resource) -> resource.group(1))
                    .filter(path -> !INSIDE.contains(path))
                    .forEach(paths::add);
        }
        return paths;
    }

    /** The path of the resource, or of those that extend it. */
    private static List<String> resources(Path source, String text) throws IOException {
        String name = source.getFileName().toString().replace(".java", "");
        List<String> sources = new ArrayList<>(List.of(text));
        for (Path other : filesIn(Path.of("src", "main", "java"))) {
            String candidate = Files.readString(other);
            if (candidate.contains("extends " + name + " ")) {
                sources.add(candidate);
            }
        }
        return sources.stream()
                .flatMap(each -> RESOURCE.matcher(each).results().limit(1))
                .map(path -> path.group(1))
                .toList();
    }

    /** The paths that respond with a stream of events. */
    static Set<String> ofEventStreams() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (Path source : filesIn(Path.of("src", "main", "java"))) {
            String text = Files.readString(source);
            if (text.contains("@Produces(MediaType.SERVER_SENT_EVENTS)")) {
                for (String resource : resources(source, text)) {
                    List<String> methods = METHOD.matcher(text)
                            .results()
                            .map(path -> resource + "/" + path.group(1).replaceAll(":[^}]*", ""))
                            .toList();
                    paths.addAll(methods.isEmpty() ? List.of(resource) : methods);
                }
            }
        }
        return paths;
    }

    private static List<String> pages() throws IOException {
        return filesIn(PAGES).stream()
                .map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
                .filter(path -> !DOCUMENTS.contains(path) && !path.startsWith("/schemas/"))
                .toList();
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
