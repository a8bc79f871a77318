package dev.fleetcast.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources' paths and methods; computed on first use. */
@ApplicationScoped
class Routes {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/]*}");

    private final List<Route> routes;
    private final Set<String> templates;

    Routes(BeanManager beans) {
        this.routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Routes::routes)
                .toList();
        this.templates = routes.stream().map(Route::template).collect(Collectors.toUnmodifiableSet());
    }

    private record Route(String template, Pattern path, String method) {

        static Route of(String template, String method) {
            return new Route(
                    template, Pattern.compile(PARAMETER.matcher(template).replaceAll("[^/]+") + "/?"), method);
        }
    }

    /** The path templates, with parameter names in braces. */
    Set<String> templates() {
        return templates;
    }

    /** The {@code Allow} header of a 405 (RFC 9110, 15.5.6); empty if the path has no resource. */
    Optional<String> methodsAt(String path) {
        Set<String> methods = methods(path);
        return methods.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", methods));
    }

    /** Whether the path has a resource, which does not have that method. */
    boolean lacks(String path, String method) {
        Set<String> methods = methods(path);
        return !methods.isEmpty() && !methods.contains(method);
    }

    private Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.path().matcher(path).matches()) {
                methods.add(route.method());
            }
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    private static Stream<Route> routes(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> httpMethods(method).map(http -> Route.of(template(base, method), http)));
    }

    private static Stream<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String template(String base, Method method) {
        Path own = method.getAnnotation(Path.class);
        return ("/" + base + "/" + (own == null ? "" : own.value()))
                .replaceAll("/+", "/")
                .replaceFirst("/$", "");
    }
}
