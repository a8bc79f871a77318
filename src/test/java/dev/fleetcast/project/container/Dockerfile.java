package dev.fleetcast.project.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contents of {@code src/main/docker/Dockerfile.jvm}; supports only the forms of instructions that the file uses.
 *
 * @param copies the source of each path in the image
 * @param user {@code uid:gid}
 */
record Dockerfile(
        Map<String, Path> copies,
        Map<String, String> environment,
        String user,
        String workingDirectory,
        List<String> entryPoint,
        List<String> healthCheck) {

    private static final Path FILE = Path.of("src", "main", "docker", "Dockerfile.jvm");
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Dockerfile read() throws IOException {
        Map<String, Path> copies = new HashMap<>();
        Map<String, String> environment = new HashMap<>();
        Map<String, String> others = new HashMap<>();
        for (String instruction : instructions()) {
            String[] words = instruction.split("\\s+", 2);
            switch (words[0]) {
                case "COPY" -> copy(words[1].split("\\s+"), copies);
                case "ENV" ->
                    VARIABLE.matcher(words[1])
                            .results()
                            .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
                default -> others.put(words[0], words[1]);
            }
        }
        return new Dockerfile(
                copies,
                environment,
                others.get("USER"),
                others.get("WORKDIR"),
                command(others.get("ENTRYPOINT")),
                command(others.get("HEALTHCHECK")));
    }

    /** The last word is the destination; a source with a letter in brackets may be missing. */
    private static void copy(String[] words, Map<String, Path> copies) {
        String to = words[words.length - 1];
        for (String source : List.of(words).subList(0, words.length - 1)) {
            Path from = Path.of(source.replaceAll("[\\[\\]]", "")).toAbsolutePath();
            boolean intoDirectory = to.endsWith("/") && !source.endsWith("/");
            if (!source.contains("[") || Files.exists(from)) {
                copies.put(intoDirectory ? to + from.getFileName() : to.replaceFirst("/$", ""), from);
            }
        }
    }

    /** The JSON array at the end, after options. */
    private static List<String> command(String instruction) throws IOException {
        Matcher array = Pattern.compile("\\[.*]$").matcher(instruction);
        if (!array.find()) {
            throw new IllegalStateException("not an exec form: " + instruction);
        }
        return JSON.readerForListOf(String.class).readValue(array.group());
    }

    /** The instructions without comments, each on one line. */
    private static List<String> instructions() throws IOException {
        List<String> instructions = new ArrayList<>();
        StringBuilder instruction = new StringBuilder();
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            instruction.append(line.replaceFirst("\\\\$", ""));
            if (!line.endsWith("\\")) {
                instructions.add(instruction.toString().strip());
                instruction.setLength(0);
            }
        }
        return instructions;
    }
}
