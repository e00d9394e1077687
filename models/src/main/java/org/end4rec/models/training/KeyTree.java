package org.end4rec.models.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record whose components are keys or records of keys, as one flat list of keys. */
final class KeyTree {
    /** Java makes new components, and reads their annotations again, whenever it is asked for them. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private KeyTree() {}

    /** The components of a record; not to be modified. */
    static RecordComponent[] components(Class<?> type) {
        return COMPONENTS.get(type);
    }

    /** All keys, in the order of files and of the documentation. */
    static List<ConfigKey> keys(Class<?> type) {
        List<ConfigKey> all = inOrderOfComponents(type);
        List<ConfigKey> placed = new ArrayList<>();
        place("", all, placed);
        if (placed.size() < all.size()) {
            throw new IllegalStateException("a key of " + type.getName() + " follows a key that does not exist");
        }
        return List.copyOf(placed);
    }

    /** Places the keys that follow the key of that name, each before the keys that follow it. */
    private static void place(String after, List<ConfigKey> all, List<ConfigKey> placed) {
        for (ConfigKey key : all) {
            if (key.key().after().equals(after)) {
                placed.add(key);
                place(key.name(), all, placed);
            }
        }
    }

    private static List<ConfigKey> inOrderOfComponents(Class<?> type) {
        List<ConfigKey> keys = new ArrayList<>();
        for (RecordComponent component : components(type)) {
            Key key = component.getAnnotation(Key.class);
            if (key == null) {
                keys.addAll(inOrderOfComponents(component.getType()));
            } else {
                keys.add(new ConfigKey(component, key));
            }
        }
        return keys;
    }

    /** The value of each key by its name. */
    static Map<String, Object> values(Record record) {
        Map<String, Object> values = new HashMap<>();
        for (RecordComponent component : components(record.getClass())) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (component.isAnnotationPresent(Key.class)) {
                values.put(component.getName(), value);
            } else {
                values.putAll(values((Record) value));
            }
        }
        return values;
    }

    /**
     * The record with the value of each key by its name.
     *
     * @throws ConfigException if a constructor refuses them
     */
    static <T> T build(Class<T> type, Map<String, Object> values) {
        RecordComponent[] components = components(type);
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean isKey = components[i].isAnnotationPresent(Key.class);
            arguments[i] = isKey ? values.get(components[i].getName()) : build(types[i], values);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
