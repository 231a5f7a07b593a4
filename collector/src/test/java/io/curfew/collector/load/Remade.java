package io.curfew.collector.load;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** Records made anew with some components changed; by reflection, so that a new component needs nothing here. */
final class Remade {
    private Remade() {}

    static <R extends Record> R with(R values, Map<String, Object> changes) {
        return each(values, (name, value) -> changes.getOrDefault(name, value));
    }

    /** @param change from the name and value of a component to its new value */
    static <R extends Record> R each(R values, BiFunction<String, Object, Object> change) {
        try {
            RecordComponent[] components = values.getClass().getRecordComponents();
            @Nullable Object[] arguments = new @Nullable Object[components.length];
            for (int index = 0; index < components.length; index++) {
                Object value = components[index].getAccessor().invoke(values);
                arguments[index] = value == null ? null : change.apply(components[index].getName(), value);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // made by its own constructor
            R made = (R) values.getClass().getDeclaredConstructor(types).newInstance(arguments);
            return made;
        } catch (ReflectiveOperationException no) {
            throw new IllegalStateException("it cannot be made anew: " + values, no);
        }
    }
}
