import type { SVGProps } from 'react';

export type Icon = (props: Omit<SVGProps<SVGSVGElement>, 'ref'> & { size: number }) => React.JSX.Element;

/** A component that draws an icon of Lucide's. Screen readers pass over it: what it says is said in words beside it. */
export const drawing =
  (shape: string): Icon =>
  ({ size, ...others }) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      {...others}
      dangerouslySetInnerHTML={{ __html: shape }}
    />
  );
