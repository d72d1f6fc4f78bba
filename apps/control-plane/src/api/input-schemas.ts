import { z } from 'zod';

export const nameSchema = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(100, 'a name has at most 100 characters');

export const descriptionSchema = z
  .string()
  .trim()
  .max(500, 'a description has at most 500 characters');
