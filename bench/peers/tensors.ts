import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-backend-cpu";
import { hidden, penalty, points } from "../functions/classifier.ts";
import { labelOf, n as width } from "../functions/softmax.ts";
import type { Gradient } from "./formulas.ts";

/** The functions as a user of TensorFlow.js writes them: whole vectors and matrices, in float32. */
export async function startTensorFlow(): Promise<void> {
  tf.env().set("IS_NODE", false); // It would advertise its native package otherwise.
  await tf.setBackend("cpu");
}

/** Parts of the input, in their order and with their shapes. */
function gradientOf(
  shapes: readonly (readonly number[])[],
  loss: (...parts: tf.Tensor[]) => tf.Tensor,
): Gradient {
  const both = tf.valueAndGrads(
    (...parts: tf.Tensor[]) => tf.reshape(loss(...parts), []) as tf.Scalar,
  );
  return (x, into) =>
    tf.tidy(() => {
      let start = 0;
      const parts = shapes.map((shape) => {
        const size = shape.reduce((product, length) => product * length, 1);
        const part = tf.tensor(x.slice(start, start + size), [...shape]);
        start += size;
        return part;
      });
      const { value, grads } = both(parts);
      let filled = 0;
      for (const grad of grads) {
        into.set(grad.dataSync(), filled);
        filled += grad.size;
      }
      return value.dataSync()[0] as number;
    });
}

export function scalarByTensors(): Gradient {
  return gradientOf([[]], (x = tf.scalar(0)) => {
    const inner = tf.square(tf.add(tf.mul(3, x), 1));
    const bell = tf.exp(tf.neg(tf.square(x)));
    return tf.add(tf.mul(tf.tanh(inner), bell), tf.log(tf.add(1, tf.exp(x))));
  });
}

export function rosenbrockByTensors(count: number): Gradient {
  return gradientOf([[count]], (x = tf.scalar(0)) => {
    const here = tf.slice(x, [0], [count - 1]);
    const a = tf.sub(tf.slice(x, [1], [count - 1]), tf.square(here));
    return tf.sum(tf.add(tf.mul(100, tf.square(a)), tf.square(tf.sub(1, here))));
  });
}

export function classifierByTensors(): Gradient {
  const inputs = tf.tensor2d(points.map(([x1, x2]) => [x1, x2]));
  const labels = tf.tensor1d(points.map(([, , label]) => label));
  const layer = (from: tf.Tensor, weights: tf.Tensor, biases: tf.Tensor) =>
    tf.relu(tf.add(tf.matMul(from, weights, false, true), biases));
  return gradientOf(
    [[hidden, 2], [hidden], [hidden, hidden], [hidden], [1, hidden], [1]],
    (...p) => {
      const [w1, b1, w2, b2, w3, b3] = p as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const second = layer(layer(inputs as tf.Tensor, w1, b1), w2, b2);
      const scores = tf.reshape(tf.add(tf.matMul(second, w3, false, true), b3), [-1]);
      const hinge = tf.mean(tf.relu(tf.sub(1, tf.mul(labels, scores))));
      const squares = p.map((part) => tf.sum(tf.square(part)));
      return tf.add(hinge, tf.mul(penalty, tf.addN(squares)));
    },
  );
}

export function softmaxByTensors(): Gradient {
  const labels = tf.oneHot(
    Array.from({ length: width }, (_, row) => labelOf(row)),
    width,
  );
  return gradientOf(
    [
      [width, width],
      [width, width],
    ],
    (...matrices) => {
      const [x, w] = matrices as [tf.Tensor2D, tf.Tensor2D];
      const scores = tf.matMul(x, w);
      const chosen = tf.sum(tf.mul(scores, labels), 1);
      return tf.mean(tf.sub(tf.logSumExp(scores, 1), chosen));
    },
  );
}
