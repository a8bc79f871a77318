package dev.fleetcast.access.user;

import dev.fleetcast.registry.RegistryView;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The registry's users in memory: an immutable snapshot that is replaced as a whole. Reading never blocks. */
@ThreadSafe
@ApplicationScoped
public class UserDirectory implements RegistryView {

    private static final long SEVERAL = Long.MIN_VALUE;

    private volatile Map<Long, Account> accounts = Map.of();
    private volatile Map<String, Long> names = Map.of();
    private volatile Map<Long, String> clients = Map.of();
    private final Set<Long> departed = ConcurrentHashMap.newKeySet();

    @Override
    public void reload() {
        QuarkusTransaction.requiringNew().run(() -> {
            Map<Long, String> enabledClients = enabledClients();
            List<User> users =
                    User.list("select distinct u from User u left join fetch u.roles left join fetch u.clientIds");
            replace(users.stream()
                    .collect(Collectors.toMap(user -> user.id, user -> account(user, enabledClients.keySet()))));
            names = names(users);
            clients = enabledClients;
        });
    }

    /** The enabled clients with one of those ids or names. */
    public Set<Long> clientIds(Collection<String> idsOrNames) {
        return clients.entrySet().stream()
                .filter(client ->
                        idsOrNames.contains(client.getKey().toString()) || idsOrNames.contains(client.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The user, if it exists and is enabled. */
    public Optional<Account> enabled(long userId) {
        return Optional.ofNullable(accounts.get(userId)).filter(Account::enabled);
    }

    /** The names of the enabled users of a client, in alphabetical order. */
    public List<String> namesOf(long clientId) {
        return accounts.values().stream()
                .filter(account -> account.enabled() && account.clients().contains(clientId))
                .map(Account::username)
                .sorted()
                .toList();
    }

    /** The id of the user with that name or e-mail address, ignoring case. */
    public Optional<Long> called(String name) {
        return Optional.ofNullable(names.get(lowerCase(name)));
    }

    /** Whether the user exists, enabled or not. */
    boolean isRegistered(long userId) {
        return accounts.containsKey(userId);
    }

    /**
     * Whether the user's sessions of that generation have ended: a later generation began, or the user was deleted. A
     * user not yet loaded on this replica does not count as deleted.
     */
    public boolean hasEnded(long userId, long sessionGeneration) {
        Account account = accounts.get(userId);
        return account == null ? departed.contains(userId) : sessionGeneration < account.sessionGeneration();
    }

    public void replace(Map<Long, Account> next) {
        accounts.keySet().stream().filter(id -> !next.containsKey(id)).forEach(departed::add);
        accounts = Map.copyOf(next);
        departed.removeAll(next.keySet());
    }

    /** The account of a database user; call within a transaction. */
    public static Account account(User user, Set<Long> enabledClients) {
        Set<Long> clients = new HashSet<>(user.clientIds);
        clients.retainAll(enabledClients);
        return new Account(
                user.id,
                user.username,
                user.enabled,
                user.shared,
                user.mustChangePassword,
                user.sessionGeneration,
                user.roles,
                clients);
    }

    private static Map<Long, String> enabledClients() {
        return Client.<Client>list("enabled", true).stream()
                .collect(Collectors.toUnmodifiableMap(client -> client.id, client -> client.name));
    }

    /** User names are unique, e-mail addresses are not. */
    private static Map<String, Long> names(List<User> users) {
        Map<String, Long> names = new HashMap<>();
        for (User user : users) {
            if (user.email != null) {
                names.merge(lowerCase(user.email), user.id, (one, another) -> SEVERAL);
            }
        }
        names.values().removeIf(id -> id == SEVERAL);
        users.forEach(user -> names.put(lowerCase(user.username), user.id));
        return Map.copyOf(names);
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
