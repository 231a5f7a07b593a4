package io.curfew.collector.load;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Records made anew with some components changed; by reflection, so that a new component needs nothing here. */
final class Remade {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Remade() {}

    static <R extends Record> R with(R values, Map<String, Object> changes) {
        return each(values, (name, value) -> changes.getOrDefault(name, value));
    }

    /** @param change from the name and value of a component to its new value */
    static <R extends Record> R each(R values, BiFunction<String, Object, Object> change) {
        Shape shape = SHAPES.get(values.getClass());
        try {
            @Nullable Object[] arguments = new @Nullable Object[shape.names().size()];
            for (int index = 0; index < arguments.length; index++) {
                Object value = shape.accessors().get(index).invoke(values);
                arguments[index] =
                        value == null ? null : change.apply(shape.names().get(index), value);
            }
            @SuppressWarnings("unchecked") // made by its own constructor
            R made = (R) shape.constructor().newInstance(arguments);
            return made;
        } catch (ReflectiveOperationException no) {
            throw new IllegalStateException("it cannot be made anew: " + values, no);
        }
    }

    /** What of a record's class takes long to find: a load is made of few classes, millions of times. */
    private record Shape(List<String> names, List<Method> accessors, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(
                        components.stream().map(RecordComponent::getName).toList(),
                        components.stream().map(RecordComponent::getAccessor).toList(),
                        type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("a record has this constructor: " + type, impossible);
            }
        }
    }
}
