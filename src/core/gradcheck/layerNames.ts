/** What the two passes of a layer are called. */
export const backwardName =
  /^_?(backward|backwards|backprop|backpropagate|backPropagate|bprop|backwardPass)$/;
export const forwardName =
  /^_?(forward|forwards|fprop|feedForward|feedforward|forwardPass|activate|call)$/;
